; The installer for Windows: for one user, without rights of an administrator. It lays down the programs, an entry of the
; Start menu and the kind of file .duizhao; the uninstaller takes exactly these away and leaves settings and projects.
; pack.sh beside this file calls it from the root of the project:
;   makensis -INPUTCHARSET UTF8 -NOCD -DVERSION=0.1.0 -DPROGRAMS=target/dist -DOUT=setup.exe duizhao.nsi

Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
!include MUI2.nsh
!include FileFunc.nsh

Name "对照 Duizhao"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\Duizhao"
InstallDirRegKey HKCU "Software\Duizhao" "Folder"
BrandingText "对照 Duizhao ${VERSION}"

!define CLASSES "Software\Classes"
!define KIND "Duizhao.Project"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Duizhao"
!define ICON "assets\icon\duizhao.ico"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\duizhao.exe"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first one serves where the language of the system is neither.
!insertmacro MUI_LANGUAGE SimpChinese
!insertmacro MUI_LANGUAGE English

LangString running ${LANG_SIMPCHINESE} "对照正在运行。请先关闭它，再点“重试”。"
LangString running ${LANG_ENGLISH} "Duizhao is running. Close it, then choose Retry."
LangString old ${LANG_SIMPCHINESE} "对照需要 64 位的 Windows 10 或更新的系统。"
LangString old ${LANG_ENGLISH} "Duizhao needs Windows 10 or later, 64 bits."
LangString kind ${LANG_SIMPCHINESE} "对照项目"
LangString kind ${LANG_ENGLISH} "Duizhao project"
LangString kept ${LANG_SIMPCHINESE} "设置和项目保留。"
LangString kept ${LANG_ENGLISH} "Settings and projects stay."

VIProductVersion "${VERSION}.0"
!macro version language name
  VIAddVersionKey /LANG=${language} "ProductName" "${name}"
  VIAddVersionKey /LANG=${language} "FileDescription" "${name}"
  VIAddVersionKey /LANG=${language} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${language} "CompanyName" "Duizhao"
  VIAddVersionKey /LANG=${language} "LegalCopyright" "MIT OR Apache-2.0"
!macroend
!insertmacro version ${LANG_SIMPCHINESE} "对照 安装程序"
!insertmacro version ${LANG_ENGLISH} "Duizhao setup"

; A program that runs cannot be written over or deleted: it is asked for until it is closed.
!macro closed prefix
Function ${prefix}closed
  again:
  ${If} ${FileExists} "$INSTDIR\duizhao.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\duizhao.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(running)" /SD IDCANCEL IDRETRY again
      SetErrorLevel 1
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!insertmacro closed ""
!insertmacro closed "un."

Function .onInit
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(old)" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
FunctionEnd

Section
  Call closed
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\duizhao.exe"
  File "${PROGRAMS}\duizhao-cli.exe"
  File "README.md"
  File "assets\CHANGELOG.md"
  SetOutPath "$INSTDIR\licenses"
  File "LICENSE-MIT"
  File "LICENSE-APACHE"
  File "fonts\OFL.txt"
  File "assets\lexicon\regions-LICENSE.txt"
  File "assets\licenses.tsv"
  File "assets\licenses.txt"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\对照 Duizhao.lnk" "$INSTDIR\duizhao.exe"

  ; Its own kind of file opens by a double click; others offer the program under «open with».
  WriteRegStr HKCU "${CLASSES}\.duizhao" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.duizhao" "Content Type" "application/x-duizhao"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "$(kind)"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" '"$INSTDIR\duizhao.exe",0'
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\duizhao.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\duizhao.exe" "FriendlyAppName" "对照 Duizhao"
  WriteRegStr HKCU "${CLASSES}\Applications\duizhao.exe\shell\open\command" "" '"$INSTDIR\duizhao.exe" "%1"'
  !macro offer ending
    WriteRegStr HKCU "${CLASSES}\Applications\duizhao.exe\SupportedTypes" "${ending}" ""
  !macroend
  !insertmacro offer ".docx"
  !insertmacro offer ".doc"
  !insertmacro offer ".wps"
  !insertmacro offer ".pdf"
  !insertmacro offer ".txt"
  !insertmacro offer ".html"
  !insertmacro offer ".rtf"
  !insertmacro offer ".odt"

  WriteRegStr HKCU "Software\Duizhao" "Folder" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "对照 Duizhao"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" '"$INSTDIR\duizhao.exe",0'
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "Duizhao"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  Call un.closed
  Delete "$INSTDIR\duizhao.exe"
  Delete "$INSTDIR\duizhao-cli.exe"
  Delete "$INSTDIR\README.md"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\licenses\LICENSE-MIT"
  Delete "$INSTDIR\licenses\LICENSE-APACHE"
  Delete "$INSTDIR\licenses\OFL.txt"
  Delete "$INSTDIR\licenses\regions-LICENSE.txt"
  Delete "$INSTDIR\licenses\licenses.tsv"
  Delete "$INSTDIR\licenses\licenses.txt"
  RMDir "$INSTDIR\licenses"
  Delete "$INSTDIR\uninstall.exe"
  ; Not with what else lies there: a user may have put files beside the program.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\对照 Duizhao.lnk"

  ; Another program may have taken the ending over.
  ReadRegStr $0 HKCU "${CLASSES}\.duizhao" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\.duizhao"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${CLASSES}\Applications\duizhao.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Duizhao"
  DetailPrint "$(kept)"
  ${un.RefreshShellIcons}
SectionEnd
